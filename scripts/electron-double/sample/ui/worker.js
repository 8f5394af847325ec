fetch('/echo', { method: 'POST', body: 'from the worker' })
  .then((response) => response.text())
  .then(postMessage);
