// What only the browser can do. Everything else comes from the server as HTML.
(() => {
  // A link to a hidden field, such as that of a problem, leads to its visible stand-in.
  const handFocusOn = (field) => field.addEventListener("focus", () => field.tomselect?.focus());

  // Fields that take several names, with suggestions from the server while somebody types.
  const enhanceNames = (root) => {
    for (const input of root.querySelectorAll("input[data-names]")) {
      if (input.tomselect) continue;
      // Its visible stand-in takes over the label and speaks for it.
      input.setAttribute("aria-hidden", "true");
      handFocusOn(input);
      new TomSelect(input, {
        delimiter: ",",
        // Folding marks takes Tom Select ever longer, without end for a text such as 40 times “a”; names match as typed.
        diacritics: false,
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
      handFocusOn(select);
      new TomSelect(select, { allowEmptyOption: true, diacritics: false, maxOptions: null });
    }
  };

  // How much of its limit a text takes, in what people see as characters.
  const segmenter = new Intl.Segmenter();
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const enhanceCounted = (root) => {
    for (const area of root.querySelectorAll("textarea[data-counted]")) {
      if (area.dataset.counting) continue;
      area.dataset.counting = "yes";
      const limit = Number(area.dataset.counted);
      const shown = document.createElement("div");
      shown.id = `${area.id}-count`;
      area.after(shown);
      area.setAttribute("aria-describedby", `${area.getAttribute("aria-describedby") ?? ""} ${shown.id}`.trim());
      const count = () => {
        const used = [...segmenter.segment(area.value.trim())].length;
        shown.textContent = `${grouped(used)} of ${grouped(limit)}`;
        shown.className = used > limit ? "form-text text-danger-emphasis fw-semibold" : "form-text";
        area.setCustomValidity(used > limit ? `At most ${grouped(limit)} characters fit.` : "");
      };
      area.addEventListener("input", count);
      count();
    }
  };

  // A picture shows at first what it is about: what is chosen in it, or its start.
  const enhancePictures = (root) => {
    for (const picture of root.querySelectorAll(".graph-scroll")) {
      if (picture.dataset.placed) continue;
      picture.dataset.placed = "yes";
      const box = (picture.querySelector("[aria-current]") ?? picture.querySelector(".node"))?.getBoundingClientRect();
      if (!box) continue;
      const frame = picture.getBoundingClientRect();
      picture.scrollLeft += box.left + box.width / 2 - frame.left - frame.width / 2;
      if (box.bottom > frame.bottom) picture.scrollTop += box.top - frame.top - frame.height / 3;
    }
  };

  const enhance = (root) => {
    enhancePictures(root);
    enhanceCounted(root);
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
    // What a page brings along when it opens is no news.
    if (event.detail.elt !== document.body) event.detail.elt.querySelector?.("[data-focus]")?.focus();
  });
  // What the page last heard of the group no longer holds.
  const forgetCount = (words) => {
    const label = document.getElementById("execute-label");
    if (label) label.textContent = "Execute";
    if (words) document.getElementById("count").textContent = words;
  };
  const countFailed = (event) => {
    if (event.detail.target?.id === "count") forgetCount("The number is not known.");
  };
  document.addEventListener("htmx:responseError", (event) => {
    countFailed(event);
    tell(event.detail.xhr.responseText || "The server refused that. Reload the page and try again.");
  });
  document.addEventListener("htmx:sendError", (event) => {
    countFailed(event);
    tell("The server cannot be reached. Check the connection and try again.");
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.successful) notices()?.replaceChildren();
    // A button that was disabled meanwhile has lost the focus.
    if (document.activeElement === document.body) event.detail.elt.focus?.({ preventScroll: true });
  });

  // Problems stand beside their list at the fields too, and the list is where to go on.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!["problems", "preview"].includes(event.detail.target.id)) return;
    for (const field of document.querySelectorAll("#run-form [aria-invalid]")) {
      field.removeAttribute("aria-invalid");
      field.classList.remove("is-invalid");
    }
    const alert = event.detail.target.querySelector("[role=alert]");
    for (const link of alert?.querySelectorAll("a[href^='#']") ?? []) {
      const field = document.getElementById(link.getAttribute("href").slice(1));
      if (!field?.matches("input, select, textarea")) continue;
      for (const shown of [field, field.tomselect?.control_input]) shown?.setAttribute("aria-invalid", "true");
      field.classList.add("is-invalid");
    }
    alert?.setAttribute("tabindex", "-1");
    alert?.focus({ preventScroll: true });
  });

  // A preview and a number of an earlier group or of earlier actions would mislead.
  const changesNoRun = (name) => ["name", "segment-name", "kind"].includes(name) || name.endsWith("-confirmation");
  const forgetPreview = () => {
    const preview = document.getElementById("preview");
    if (!preview) return; // Who may only look has none.
    htmx.trigger("#preview-button", "htmx:abort");
    if (!preview.querySelector("#preview-heading")) return;
    const words = document.createElement("p");
    words.className = "text-body-secondary";
    words.textContent = "Something was changed since the preview: press Preview again.";
    preview.replaceChildren(words);
  };
  const runChanged = (event) => {
    if (!event.target.closest("#run-form") || changesNoRun(event.target.getAttribute("name") ?? "")) return;
    forgetCount();
    forgetPreview();
  };
  document.addEventListener("input", runChanged);
  document.addEventListener("change", runChanged);
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target.id === "field-actions") forgetPreview();
  });

  // Links of a picture replace the editor around it, so that the page stays where it is; htmx leaves those in SVG alone.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-editor]");
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
    if (!link || !isPlain || !document.querySelector("#editor #picture")) return;
    event.preventDefault();
    htmx.ajax("GET", link.getAttribute("href").split("#")[0], { target: "#editor", swap: "innerHTML" });
  });
  let pictureScroll;
  document.addEventListener("htmx:beforeSwap", () => {
    const picture = document.getElementById("picture");
    pictureScroll = picture && { left: picture.scrollLeft, top: picture.scrollTop };
  });
  document.addEventListener("htmx:afterSwap", () => {
    const picture = document.getElementById("picture");
    if (!picture || picture.dataset.placed || !pictureScroll) return;
    picture.dataset.placed = "yes";
    picture.scrollTo({ ...pictureScroll, behavior: "instant" });
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
