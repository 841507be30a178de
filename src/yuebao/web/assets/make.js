// Shows the report anew when something else is chosen. Without it a button does that.
"use strict";
(() => {
  const form = document.querySelector(".make .question");
  const told = form.querySelector("[role=status]");
  let waiting = 0;
  let asking = null;

  const renew = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    const chosen = [...new FormData(form)].filter(([, value]) => value);
    const address = `${form.action}?${new URLSearchParams(chosen)}`;
    told.textContent = form.dataset.busy;
    try {
      const answer = await fetch(address, { signal, headers: { Accept: "text/html" } });
      const other = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-renew]")) {
        const made = other.getElementById(part.id);
        if (made && made.innerHTML !== part.innerHTML) part.replaceChildren(...made.childNodes);
      }
      history.replaceState(null, "", address);
      document.dispatchEvent(new Event("renewed"));
      told.textContent = "";
    } catch {
      if (!signal.aborted) told.textContent = form.dataset.lost;
    }
  };

  const later = (milliseconds) => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, milliseconds);
  };
  form.addEventListener("change", () => later(50));
  form.addEventListener("input", () => later(600));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later(0);
  });
})();
