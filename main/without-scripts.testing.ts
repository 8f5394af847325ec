/** A served page as a preview has it: addresses of scripts are late values (docs/adr/0016); every other byte is the same. */
export const withoutScripts = (html: string): string =>
  html.replaceAll(/<meta name="htmx-config"[^>]*>|<script defer="" src="[^"]*"><\/script>/g, '');
