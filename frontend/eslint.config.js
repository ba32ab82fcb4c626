import hooks from 'eslint-plugin-react-hooks'
import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** What a folder may not reach: imports flow one way, from pages down to widgets. */
const arrows = (folder, banned, message) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      { patterns: [{ regex: banned, message }, ...(folder === 'diagram' ? [] : [bpmnJs])] },
    ],
  },
})
const bpmnJs = { regex: '^(bpmn-js|diagram-js)', message: 'Only src/diagram knows bpmn-js.' }

export default defineConfig(
  { ignores: ['dist', 'node_modules', 'target', 'e2e/results'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, hooks.configs.flat.recommended],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      'max-lines': ['error', { max: 300 }],
      'max-len': [
        'error',
        { code: 100, ignoreStrings: true, ignoreTemplateLiterals: true, ignorePattern: '^import ' },
      ],
      'no-restricted-imports': ['error', { patterns: [bpmnJs] }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Name what a module gives.' },
        { selector: 'ExportAllDeclaration', message: 'No barrel files.' },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'What users wrote is text, never markup.',
        },
      ],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/only-throw-error': ['error', { allow: redirects() }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'react-hooks/incompatible-library': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false } },
      ],
    },
  },
  {
    files: ['src/**/*.tsx'],
    ignores: ['src/**/*.test.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 120 }] },
  },
  arrows('ui', '^\\.\\./', 'Widgets know nothing of ours.'),
  arrows('diagram', '^\\.\\./(?!ui/)', 'The diagram knows only widgets.'),
  arrows('api', '^\\.\\./', 'The API client stands alone.'),
  arrows(
    'pages',
    '^\\.\\./\\.\\./pages/|^\\.\\./(?!\\.\\./)pages/',
    'Pages do not know each other.',
  ),
  { files: ['vite.config.ts', 'playwright.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
)

/** The router's way of saying where to go instead. */
function redirects() {
  return [
    { from: 'package', name: ['Redirect', 'NotFoundError'], package: '@tanstack/router-core' },
  ]
}
