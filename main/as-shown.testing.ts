/**
 * A served page as a preview has it. Late values are no part of what is approved: a preview has no scripts
 * (docs/adr/0016), and the server writes the first view's rules where the preview links its sheet (docs/adr/0026). The
 * address of the sheet and every other byte are the same.
 */
export function asShown(html: string): string {
  const [link = ''] = /<link rel="stylesheet"[^>]*>(?=<\/body><\/html>$)/.exec(html) ?? [];
  return html
    .replaceAll(/<meta name="htmx-config"[^>]*>|<script defer="" src="[^"]*"><\/script>/g, '')
    .replace(/<style>[\s\S]*?<\/style>/, () => link)
    .replace(`${link}</body></html>`, '</body></html>');
}
