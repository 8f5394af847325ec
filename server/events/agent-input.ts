/** How a client asks for a run, as AG-UI 1.0 has it (`RunAgentInput`), with the bounds this server sets. */
export interface AgentInput {
  readonly threadId: string;
  readonly runId: string;
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
  readonly tools?: readonly { readonly name: string }[] | null;
  readonly forwardedProps?: { readonly follow?: boolean } | null;
}

/** Longest text of anything in it. */
const longest = 10_000;
const text = { type: 'string', maxLength: longest };
const name = { type: 'string', minLength: 1, maxLength: 200 };
const metadata = { type: 'object', maxProperties: 100 };

const part = {
  type: 'object',
  required: ['type'],
  maxProperties: 20,
  properties: { type: name, text },
};

const message = {
  type: 'object',
  required: ['id', 'role'],
  maxProperties: 20,
  properties: {
    id: name,
    role: { enum: ['developer', 'system', 'assistant', 'user', 'tool', 'activity', 'reasoning'] },
    name,
    content: { anyOf: [text, { type: 'array', maxItems: 100, items: part }, { type: 'object' }] },
    toolCallId: name,
    error: text,
    metadata,
  },
};

export const agentInput = {
  type: 'object',
  required: ['threadId', 'runId', 'messages'],
  properties: {
    threadId: name,
    runId: name,
    parentRunId: name,
    protocolVersion: name,
    messages: { type: 'array', maxItems: 1_000, items: message },
    tools: {
      type: ['array', 'null'],
      maxItems: 100,
      items: {
        type: 'object',
        required: ['name', 'description'],
        properties: { name, description: text, parameters: {}, metadata },
      },
    },
    context: {
      type: ['array', 'null'],
      maxItems: 100,
      items: { type: 'object', required: ['description', 'value'], properties: { description: text, value: text } },
    },
    // The server has the state, and tells it.
    state: {},
    forwardedProps: {
      type: ['object', 'null'],
      properties: { follow: { type: 'boolean' } },
    },
    resume: { type: 'array', maxItems: 100, items: { type: 'object' } },
  },
} as const;

/** What the person said last. */
export function lastWords({ messages }: AgentInput): string {
  const content = messages.findLast(({ role }) => role === 'user')?.content;
  if (typeof content === 'string') return content;
  const parts = Array.isArray(content) ? (content as readonly { readonly text?: unknown }[]) : [];
  return parts.map((one) => (typeof one.text === 'string' ? one.text : '')).join(' ');
}
