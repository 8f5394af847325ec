import type { SourceDocument } from '../engine.ts';
import type { LanguageProject, ProjectText } from './project.ts';
import { readText, textAt } from './text.ts';

/** A project with other texts in the place of its files, and those it has no file of. */
export function withTexts<Project extends LanguageProject>(project: Project, own: readonly ProjectText[]): Project {
  const texts = new Map(own.map((text) => [text.path, text]));
  const stored = project.texts();
  const all = [
    ...stored.map((text) => texts.get(text.path) ?? text),
    ...own.filter(({ path }) => !stored.some((one) => one.path === path)),
  ];
  /** A file with tests may stand in an editor while the document beside it does not. */
  const withTests = (document: SourceDocument): SourceDocument => {
    const beside = texts.get(document.tests?.file ?? '');
    return beside ? { ...document, tests: { text: beside.text, file: beside.path } } : document;
  };
  return {
    ...project,
    texts: () => all,
    documents: {
      find(id) {
        const inFiles = project.documents.find(id);
        const others = inFiles.filter(({ file }) => file === undefined || !texts.has(file));
        const found = own.filter(({ text }) => textAt(readText(text).tree, 'id') === id);
        const inPlace = found.map(({ path, text }) => {
          const file = inFiles.find((one) => one.file === path);
          return { ...file, text, file: path };
        });
        return [...others, ...inPlace].map(withTests);
      },
    },
  };
}
