'use strict';
const { contextBridge, ipcRenderer } = require('electron');

window.leak = 'from the preload'; // The page must not see it.
contextBridge.exposeInMainWorld('sample', {
  save: (text, at) => ipcRenderer.invoke('save', text, at),
  fails: () => ipcRenderer.invoke('fails'),
  careless: () => ipcRenderer.invoke('careless'),
  addOne: (number) => number + 1,
  onSaved: (listener) => ipcRenderer.on('saved', (_event, message) => listener(message)),
});
