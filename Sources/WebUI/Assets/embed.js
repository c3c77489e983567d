(settings) => {
  const opened = performance.now();
  const wait = (milliseconds) => new Promise((go) => setTimeout(go, milliseconds));

  const enhance = (form) => {
    if (form.dataset.kartotekaReady) return;
    form.dataset.kartotekaReady = "yes";
    const stamp = document.createElement("input");
    stamp.type = "hidden";
    stamp.name = "stamp";
    stamp.value = settings.stamp;
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    form.append(stamp, status);
    // By this cookie the shop's own pages know the browser, where the monitoring script runs on them.
    const known = document.cookie.match(/(?:^|; )smuuid=([0-9a-f-]{36})/i);
    if (known) {
      const browser = document.createElement("input");
      browser.type = "hidden";
      browser.name = "smuuid";
      browser.value = known[1];
      form.append(browser);
    }

    const tell = (answer) => {
      if (answer.stamp) stamp.value = answer.stamp;
      const problems = answer.problems ?? {};
      let first = null;
      for (const field of form.elements) {
        if (!field.name) continue;
        const problem = problems[field.name];
        if (problem) field.setAttribute("aria-invalid", "true"); else field.removeAttribute("aria-invalid");
        if (problem) first ??= field;
      }
      status.textContent = [answer.words, ...Object.values(problems)].filter(Boolean).join(" ");
      first?.focus();
    };

    const send = async () => {
      const body = new URLSearchParams(new FormData(form));
      // What a browser fills in by itself would be taken for the work of a machine.
      await wait(Math.max(0, settings.quickest + 200 - (performance.now() - opened)));
      const headers = { Accept: "application/json" };
      const response = await fetch(settings.action, { method: "POST", body, headers, credentials: "omit" });
      const answer = await response.json();
      if (answer.redirect) {
        location.assign(answer.redirect);
      } else if (answer.done) {
        const thanks = document.createElement("p");
        thanks.setAttribute("role", "status");
        thanks.textContent = answer.words;
        form.replaceWith(thanks);
      } else {
        tell(answer);
      }
    };

    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const buttons = [...form.querySelectorAll("button, input[type=submit]")];
      for (const button of buttons) button.disabled = true;
      try {
        await send();
      } catch {
        // Where the answer cannot be read, the form goes the plain way.
        HTMLFormElement.prototype.submit.call(form);
      } finally {
        for (const button of buttons) button.disabled = false;
      }
    });
  };

  const enhanceAll = () => document.querySelectorAll(`form[data-kartoteka-form="${settings.form}"]`).forEach(enhance);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", enhanceAll); else enhanceAll();
}
