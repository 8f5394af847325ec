import { page, type Section, words } from './sentence.testing.ts';

export const messages: readonly Section[] = [
  [
    '6.3 messages',
    [
      {
        says: 'a document that stands alone has every key in each of its languages',
        document: page(
          { messages: { en: { hello: 'Hello', bye: 'Bye' }, de: { hello: 'Hallo' }, 'de-AT': { hello: 'Servus' } } },
          [words("${t('hello')} ${t('bye')}")],
        ),
        told: ['UI4201 /messages/en/bye'],
      },
      {
        says: 'an argument that one of its languages needs is given',
        document: page({ messages: { en: { hello: 'Hello {$name}' }, de: { hello: 'Hallo {$nmae}' } } }, [
          words("${t('hello', { name: 'Ada' })}"),
        ]),
        told: ['UI4202 /view/children/0/props/text'],
      },
    ],
  ],
];
