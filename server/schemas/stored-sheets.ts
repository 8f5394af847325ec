import { contentType } from '../delivery/content-type.ts';
import type { FileRow, StoredSheet } from '../storage/index.ts';
import type { BundleFile, Sheet } from './compile-bundle.ts';

/** As JSON, for the table of releases. */
export const storedSheets = (sheets: readonly Sheet[]): string =>
  JSON.stringify(
    sheets.map(({ tenant, file, critical }): StoredSheet => ({ tenant, address: file.address, critical })),
  );

/** Two tenants may share a sheet. */
export const sheetFiles = (sheets: readonly Sheet[]): readonly FileRow[] =>
  [...new Map(sheets.map(({ file }) => [file.address, file])).values()].map(fileRow);

export const fileRow = ({ address, bytes }: BundleFile): FileRow => ({
  address,
  type: contentType(address),
  bytes: Buffer.from(bytes),
});
