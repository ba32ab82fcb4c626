import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react'
import { en, type MainText } from './en.ts'
import { enAudit, type AuditText } from './en-audit.ts'
import { enInstance, type InstanceText } from './en-instance.ts'

/** The key of something that the console says. */
export type TextKey = MainText | InstanceText | AuditText

export const LANGUAGES = { en: 'English', zh: '中文' } as const
export type Language = keyof typeof LANGUAGES

type Words = Record<TextKey, string>
export type Say = (key: TextKey, values?: Record<string, string | number>) => string

const STORED = 'orrery-language'
const english: Words = { ...en, ...enInstance, ...enAudit }

interface Texts {
  t: Say
  language: Language
  choose: (language: Language) => void
}

const Context = createContext<Texts | null>(null)

/** Gives everything inside it the words of the chosen language; Chinese is fetched when needed. */
export function TextProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(preferred)
  const [words, setWords] = useState<Words | null>(language === 'en' ? english : null)

  useEffect(() => {
    let wanted = true
    void wordsOf(language).then((found) => {
      if (!wanted) return
      document.documentElement.lang = language
      setWords(found)
    })
    return () => {
      wanted = false
    }
  }, [language])

  const texts = useMemo<Texts | null>(
    () =>
      words && {
        t: (key, values) => fill(words[key], values),
        language,
        choose: (chosen) => {
          localStorage.setItem(STORED, chosen)
          setLanguage(chosen)
        },
      },
    [words, language],
  )

  return texts && <Context value={texts}>{children}</Context>
}

export function useTexts(): Texts {
  const texts = use(Context)
  if (!texts) throw new Error('there is no TextProvider around this component')
  return texts
}

/** The words of the chosen language: `t('common.save')`. */
export const useText = (): Say => useTexts().t

/** Puts values where a text has their names in braces; what is put in is never looked at again. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

async function wordsOf(language: Language): Promise<Words> {
  if (language === 'en') return english
  const [main, instance, audit] = await Promise.all([
    import('./zh.ts'),
    import('./zh-instance.ts'),
    import('./zh-audit.ts'),
  ])
  return { ...main.zh, ...instance.zhInstance, ...audit.zhAudit }
}

function preferred(): Language {
  const wanted = localStorage.getItem(STORED) ?? navigator.language
  return wanted.startsWith('zh') ? 'zh' : 'en'
}
