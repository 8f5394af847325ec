/** `TextInput` → `text-input`: class names are `ui-` and the type in kebab case, axes are `data-` and the prop. */
export const kebabCase = (name: string): string =>
  name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
