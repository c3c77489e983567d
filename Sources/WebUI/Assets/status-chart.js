// Draws the base by status over time from the table, which stays the truth: without scripts nothing is missing.
(() => {
  const table = document.querySelector("table[data-statuses]");
  const figure = document.getElementById("status-chart");
  const days = [...(table?.querySelectorAll("tbody tr") ?? [])].map((row) => ({
    label: row.querySelector("th").textContent,
    counts: [...row.querySelectorAll("td[data-count]")].map((cell) => Number(cell.dataset.count)),
  }));
  if (!figure || !days.some((day) => day.counts.some((count) => count > 0))) return;
  const statuses = [...table.querySelectorAll("th[data-status]")].map((head, index) => ({
    name: head.dataset.status,
    colour: getComputedStyle(head.querySelector(".dot")).color,
    counts: days.map((day) => day.counts[index]),
  }));
  figure.hidden = false;

  const canvas = figure.querySelector("canvas");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = { family: getComputedStyle(document.body).fontFamily, size: 13 };
  const grouped = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");

  let chart;
  const draw = () => {
    chart?.destroy();
    const ink = colour("--bs-body-color");
    chart = new Chart(canvas, {
      type: "bar",
      data: {
        labels: days.map((day) => day.label),
        datasets: statuses.map((status) => ({
          label: status.name,
          data: status.counts,
          backgroundColor: status.colour,
          barPercentage: 1,
          categoryPercentage: 0.95,
          maxBarThickness: 48,
        })),
      },
      options: {
        animation: false,
        events: [],
        maintainAspectRatio: false,
        plugins: {
          legend: { position: "bottom", labels: { color: ink, font, boxWidth: 14 } },
          tooltip: { enabled: false },
        },
        scales: {
          x: { stacked: true, grid: { display: false }, ticks: { color: ink, font, maxTicksLimit: 6, maxRotation: 0 } },
          y: {
            stacked: true,
            beginAtZero: true,
            grid: { color: colour("--bs-border-color") },
            ticks: { color: ink, font, precision: 0, maxTicksLimit: 6, callback: grouped },
          },
        },
      },
    });
  };

  draw();
  document.fonts.ready.then(draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
})();
