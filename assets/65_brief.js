/* A card prints as one page (65_brief.css); the page's policy allows no script inside the button. */
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) {
    window.print();
  }
});
