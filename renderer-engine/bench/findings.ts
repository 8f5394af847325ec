/** What profiles say about what misses its goal; changed by whoever changes a figure. */
export const findings = `## What is measured

The page of the render rows is a table of 100 orders with a badge and a button in each row. The engine's figure includes
checking the data against its schema and removing what is not declared; the others take the data as it comes. React,
Preact and Vue run their production builds, one component per part. By hand is one function that concatenates strings
and escapes. Compiling starts from text, with warm code and without the cache.
`;
