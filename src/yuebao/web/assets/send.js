// Tells how much of a form's files is sent. Without it the form is sent all the same.
"use strict";
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
    request.addEventListener("error", () => again(form.dataset.lost));
    request.addEventListener("load", () => {
      if (request.status < 400) { location.assign(request.responseURL); return; }
      let error = null;
      try { error = JSON.parse(request.responseText).error; } catch { again(form.dataset.lost); return; }
      again([error.where, error.message + ".", error.remedy].filter(Boolean).join(" "));
    });
    told.className = "";
    told.textContent = form.dataset.sending;
    button.disabled = true;
    request.send(new FormData(form));
  });
}
