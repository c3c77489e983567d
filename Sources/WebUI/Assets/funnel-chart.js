// Draws the conversion of a funnel from the table, which stays the truth: without scripts nothing is missing.
(() => {
  const table = document.querySelector("table[data-funnel]");
  const figure = document.getElementById("funnel-chart");
  const stages = [...(table?.querySelectorAll("tr[data-reached]") ?? [])].map((row) => ({
    name: row.querySelector("th").textContent,
    reached: Number(row.dataset.reached),
    words: [row.dataset.reachedWords, row.dataset.conversion].filter((part) => part).join(" · "),
  }));
  if (!figure || !stages.some((stage) => stage.reached > 0)) return;
  figure.hidden = false;

  const canvas = figure.querySelector("canvas");
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const font = { family: getComputedStyle(document.body).fontFamily, size: 13 };
  const shortened = (name) => {
    const limit = figure.clientWidth < 480 ? 14 : 32;
    const letters = [...name];
    return letters.length > limit ? letters.slice(0, limit - 1).join("") + "…" : name;
  };

  const widest = () => {
    const pen = canvas.getContext("2d");
    pen.font = `${font.size}px ${font.family}`;
    return Math.max(...stages.map((stage) => pen.measureText(stage.words).width));
  };

  // Behind each bar: how many contacts got this far, and which share of those of the stage before.
  const words = {
    id: "words",
    afterDatasetsDraw(chart) {
      const pen = chart.ctx;
      pen.save();
      pen.font = `${font.size}px ${font.family}`;
      pen.fillStyle = colour("--bs-body-color");
      pen.textBaseline = "middle";
      chart.getDatasetMeta(0).data.forEach((bar, index) => pen.fillText(stages[index].words, bar.x + 8, bar.y));
      pen.restore();
    },
  };

  let chart;
  const draw = () => {
    chart?.destroy();
    figure.style.height = `${stages.length * 44 + 16}px`;
    chart = new Chart(canvas, {
      type: "bar",
      data: {
        labels: stages.map((stage) => stage.name),
        datasets: [{
          data: stages.map((stage) => stage.reached),
          backgroundColor: colour("--bs-primary"),
          borderRadius: 3,
          maxBarThickness: 28,
        }],
      },
      options: {
        animation: false,
        events: [],
        indexAxis: "y",
        maintainAspectRatio: false,
        layout: { padding: { right: widest() + 16 } },
        plugins: { legend: { display: false }, tooltip: { enabled: false } },
        scales: {
          x: { display: false, beginAtZero: true },
          y: {
            border: { display: false },
            grid: { display: false, drawBorder: false },
            ticks: { color: colour("--bs-body-color"), font, callback: (_, index) => shortened(stages[index].name) },
          },
        },
      },
      plugins: [words],
    });
  };

  draw();
  document.fonts.ready.then(draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
})();
