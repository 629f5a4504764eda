// What "eslint --redundancy" uses: the rules of eslint-plugin-security, and those of ESLint that find defects.
const security = require('eslint-plugin-security');

module.exports = [
    {
        // inline "eslint-disable" comments name rules that are not here
        linterOptions: { reportUnusedDisableDirectives: 'off' },
        files: ['**/*.js', '**/*.cjs', '**/*.mjs', '**/*.jsx'],
        languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } },
        plugins: { security },
        rules: {
            ...security.configs.recommended.rules,
            'no-eval': 'error',
            'no-implied-eval': 'error',
            'no-new-func': 'error',
            'no-script-url': 'warn',
            'no-control-regex': 'warn',
            'no-unsafe-finally': 'warn',
            'no-unsafe-optional-chaining': 'warn',
            'no-unsafe-negation': 'warn',
            'no-dupe-keys': 'warn',
            'no-self-compare': 'warn',
            'no-unreachable': 'warn',
            'require-atomic-updates': 'warn',
        },
    },
];
