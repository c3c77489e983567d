// A form that a browser fills in by itself is sent sooner than any person types: it waits until it may be taken.
(() => {
  const opened = performance.now();
  const quickest = 2200;
  for (const form of document.querySelectorAll("form[data-public-form]")) {
    form.addEventListener("submit", (event) => {
      const left = quickest - (performance.now() - opened);
      if (left <= 0) return;
      event.preventDefault();
      const button = form.querySelector("button[type=submit]");
      button.disabled = true;
      setTimeout(() => { button.disabled = false; form.requestSubmit(button); }, left);
    });
    // Of a form with mistakes, the first one comes first.
    form.querySelector("[aria-invalid=true]")?.focus();
  }
})();
