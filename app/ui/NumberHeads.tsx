/** Heads of columns that hold numbers. */
export const NumberHeads = ({ names }: { readonly names: readonly string[] }) =>
  names.map((name) => (
    <th key={name} scope="col" className="number">
      {name}
    </th>
  ));
