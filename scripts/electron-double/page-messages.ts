import { makeCodec } from './clone.ts';
import { theIpcMain } from './ipc-main.ts';
import { theSession } from './session.ts';

const { enc, dec } = makeCodec();

/** What a page's isolated world tells main. */
export interface FromPage {
  readonly kind: 'invoke' | 'send' | 'open' | 'permission' | 'check';
  readonly id: number;
  readonly channel: string;
  readonly value: string;
  readonly url: string;
  readonly frameName: string;
  readonly features: string;
  readonly permission: string;
  readonly details: object;
}

type Frame = Readonly<Record<string, unknown>>;
type Answer = { readonly value: string } | { readonly problem: string };

/** Hands what a page sent to main's listeners and handlers; null where no answer is expected. */
export async function answerPage(message: FromPage, sender: object, frame: Frame): Promise<Answer | null> {
  const event = { type: 'frame', sender, senderFrame: frame, frameId: 1 };
  if (message.kind === 'invoke') return invoke(message, event);
  if (message.kind !== 'send') return { value: enc(await permit(message, sender, frame)) };
  theIpcMain.emit(message.channel, event, ...(dec(message.value) as unknown[]));
  return null;
}

async function invoke({ channel, value }: FromPage, event: Frame): Promise<Answer> {
  try {
    return { value: enc(await theIpcMain._invoke(channel, event, dec(value) as unknown[])) };
  } catch (problem) {
    console.error(`Error occurred in handler for '${channel}':`, problem);
    return { problem: `Error invoking remote method '${channel}': ${problem}` };
  }
}

async function permit({ kind, permission, details }: FromPage, contents: object, frame: Frame): Promise<boolean> {
  const more = { requestingUrl: frame['url'], isMainFrame: frame['parent'] === null, ...details };
  if (kind === 'check') return theSession._isGranted(contents, permission, String(frame['origin']), more);
  return theSession._ask(contents, permission, more);
}
