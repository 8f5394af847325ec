/** A file and the ids of the documents it uses or extends. */
export interface GraphFile {
  readonly path: string;
  readonly id: string | null;
  readonly wants: readonly string[];
}

/** Who is made from whom: document → component → component. */
export interface DependencyGraph {
  /** Paths of all files that need the document, directly or through others; nearest first, each once. */
  dependentsOf(id: string): readonly string[];
}

/** Files that use each other in a circle are each other's dependents, and nobody is its own. */
export function dependencyGraph(files: Iterable<GraphFile>): DependencyGraph {
  const users = new Map<string, GraphFile[]>();
  for (const file of files) {
    for (const id of new Set(file.wants)) {
      const known = users.get(id);
      if (known) known.push(file);
      else users.set(id, [file]);
    }
  }
  return {
    dependentsOf(id) {
      const found = new Set<string>();
      const asked = new Set([id]);
      for (const one of asked) {
        for (const user of users.get(one) ?? []) {
          if (user.id !== id) found.add(user.path);
          if (user.id !== null) asked.add(user.id);
        }
      }
      return [...found];
    },
  };
}
