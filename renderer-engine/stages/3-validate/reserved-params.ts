/**
 * Names a bound param may not have (language.md 4.5): an input of that name would hide a property of the form it
 * stands in. Properties of HTMLFormElement and what it inherits, as of 2026.
 */
export const reservedParams: ReadonlySet<string> = new Set(
  `acceptCharset action autocomplete checkValidity elements encoding enctype length method name noValidate rel relList
  reportValidity requestSubmit reset submit target accessKey attachInternals autocapitalize autofocus blur children
  classList className click clientHeight clientWidth cloneNode closest contains contentEditable dataset dir dispatchEvent
  draggable enterKeyHint firstChild focus getAttribute hidden hidePopover id inert innerHTML innerText inputMode
  insertBefore isConnected lang lastChild localName matches nextSibling nodeName nodeType nodeValue nonce normalize
  offsetHeight offsetLeft offsetParent offsetTop offsetWidth outerHTML outerText ownerDocument parentElement parentNode
  part popover prefix previousSibling querySelector querySelectorAll remove removeChild replaceWith role scroll
  scrollIntoView setAttribute shadowRoot showPopover slot spellcheck style tabIndex tagName textContent title
  toString togglePopover translate valueOf`
    .split(/\s+/)
    .filter(Boolean),
);
