const bridge = window.sample;
const show = (id, text) => {
  document.querySelector(id).textContent = text;
};
window.bridgeWasThere = typeof bridge;
bridge.onSaved(({ path }) => show('#event', path));
const save = async () => {
  const { path, at } = await bridge.save('hello', new Date(5));
  show('#answer', `${path} ${at.getTime()} ${at instanceof Date}`);
};
document.querySelector('#save').addEventListener('click', save);
addEventListener('keydown', (event) => {
  if (event.ctrlKey && event.key === 's') window.savedByKey = true;
});
