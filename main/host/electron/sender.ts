import type { IpcMainInvokeEvent } from 'electron';
import { appOrigin } from './channels.ts';

/**
 * Did our window itself send this? It must be one we opened, its top frame, and still show our own page. `senderFrame`
 * is null once a frame has navigated away or is gone: refused as well.
 */
export const isOurSender =
  (isOurWindow: (contentsId: number) => boolean) =>
  ({ sender, senderFrame }: IpcMainInvokeEvent): boolean =>
    isOurWindow(sender.id) && senderFrame !== null && senderFrame.parent === null && senderFrame.origin === appOrigin;
