(() => {
  // Unfold what the address names.
  const follow = () => {
    const { anchor } = address.read();
    const target = anchor && document.getElementById(anchor);
    if (target) target.scrollIntoView();
  };
  addEventListener("hashchange", follow);
  follow();
})();
