// Tells how much of a form's files is sent, and how far the server is with them. Without it the
// form is sent all the same.
"use strict";
// Asks how far the work is that a form began, until told to stop.
const watch = (form, told) => {
  let at = 0;
  const ask = async () => {
    try {
      const answer = await fetch(form.dataset.work);
      const { step, percent } = await answer.json();
      if (at && step) told.textContent = `${step} ${percent}%`;
    } catch { /* the next answer may come */ }
    if (at) at = setTimeout(ask, 500);
  };
  at = setTimeout(ask, 300);
  return () => { clearTimeout(at); at = 0; };
};

for (const form of document.querySelectorAll("form[data-sending]")) {
  const told = form.querySelector("[role=status]");
  form.addEventListener("submit", (event) => {
    if (event.submitter && event.submitter.hasAttribute("data-plain")) return;
    event.preventDefault();
    const button = form.querySelector("button");
    const request = new XMLHttpRequest();
    const again = (text) => { told.textContent = text; told.className = "wrong"; button.disabled = false; };
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (at) => {
      if (!at.lengthComputable) return;
      const percent = Math.floor((100 * at.loaded) / at.total);
      told.textContent = percent < 100 ? `${form.dataset.sending} ${percent}%` : form.dataset.reading;
    });
    let stop = () => {};
    request.upload.addEventListener("load", () => { if (form.dataset.work) stop = watch(form, told); });
    request.addEventListener("loadend", () => stop());
    request.addEventListener("error", () => again(form.dataset.lost));
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign(request.responseURL); return; }
      let error = null;
      try { error = JSON.parse(request.responseText).error; } catch { again(form.dataset.lost); return; }
      again([error.where, error.message + form.dataset.stop, error.remedy].filter(Boolean).join(" "));
    });
    told.className = "";
    told.textContent = form.dataset.sending;
    button.disabled = true;
    request.send(new FormData(form));
  });
}
for (const form of document.querySelectorAll("form[data-work]:not([data-sending])")) {
  form.addEventListener("submit", () => watch(form, form.querySelector("[role=status]")));
}
