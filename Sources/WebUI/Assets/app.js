// What only the browser can do. Everything else comes from the server as HTML.
(() => {
  // Fields that take several names, with suggestions from the server while somebody types.
  const enhanceNames = (root) => {
    for (const input of root.querySelectorAll("input[data-names]")) {
      if (input.tomselect) continue;
      // Its visible stand-in takes over the label and speaks for it.
      input.setAttribute("aria-hidden", "true");
      new TomSelect(input, {
        delimiter: ",",
        create: true,
        createOnBlur: true,
        persist: false,
        createFilter: (text) => text.trim() !== "",
        valueField: "name",
        labelField: "name",
        searchField: "name",
        maxOptions: 20,
        preload: "focus",
        plugins: ["remove_button"],
        load(text, show) {
          fetch(`${input.dataset.names}?q=${encodeURIComponent(text)}`)
            .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)))
            .then((found) => { this.clearOptions((option) => this.items.includes(option.name)); show(found); })
            .catch(() => show());
        },
        // The text led to the item; left behind, it would become an item of its own.
        onItemAdd() { this.setTextboxValue(""); this.refreshOptions(false); },
        render: {
          loading: () => null,
          option: (item, escape) =>
            `<div>${escape(item.name)}${item.hint ? ` <span class="text-body-secondary">${escape(item.hint)}</span>` : ""}</div>`,
          option_create: (item, escape) => `<div class="create">Use <strong>${escape(item.input)}</strong></div>`,
          no_results: () => null,
        },
      });
    }
  };

  // A choice of many, which typing narrows down.
  const enhanceSearches = (root) => {
    for (const select of root.querySelectorAll("select[data-search]")) {
      if (select.tomselect) continue;
      select.setAttribute("aria-hidden", "true");
      new TomSelect(select, { allowEmptyOption: true, maxOptions: null });
    }
  };

  const enhance = (root) => {
    enhanceNames(root);
    enhanceSearches(root);
  };

  const notices = () => document.getElementById("notices");
  const tell = (words) => {
    const alert = document.createElement("div");
    alert.className = "alert alert-danger alert-dismissible";
    alert.setAttribute("role", "alert");
    alert.textContent = words;
    const close = document.createElement("button");
    close.type = "button";
    close.className = "btn-close";
    close.setAttribute("aria-label", "Close");
    close.addEventListener("click", () => alert.remove());
    alert.append(close);
    notices()?.replaceChildren(alert);
  };

  document.addEventListener("DOMContentLoaded", () => enhance(document));
  document.addEventListener("htmx:load", (event) => {
    enhance(event.detail.elt.parentElement ?? document);
    event.detail.elt.querySelector?.("[data-focus]")?.focus();
  });
  document.addEventListener("htmx:responseError", (event) => {
    tell(event.detail.xhr.responseText || "The server refused that. Reload the page and try again.");
  });
  document.addEventListener("htmx:sendError", () => {
    tell("The server cannot be reached. Check the connection and try again.");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) notices()?.replaceChildren();
  });

  // Who fills in a field means the choice that it belongs to.
  document.addEventListener("input", (event) => {
    const choice = document.getElementById(event.target.closest("[data-chooses]")?.dataset.chooses ?? "");
    if (choice && event.target.value) choice.checked = true;
  });

  // Rows that were added can be taken away again without asking the server.
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove-row]");
    const row = button?.closest("[data-row]");
    if (!row) return;
    event.preventDefault();
    const form = row.closest("form");
    row.remove();
    form?.dispatchEvent(new Event("change", { bubbles: true }));
    document.getElementById(button.dataset.removeRow)?.focus();
  });
})();
