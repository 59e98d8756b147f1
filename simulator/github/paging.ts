import { json, type SimRequest, type SimResponse } from '../transport.js'

/** A page of a list, with the addresses of its neighbours. https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
export function page(items: readonly object[], { headers, target }: SimRequest, query: string): SimResponse {
  const asked = new URLSearchParams(query)
  const size = Math.min(100, positive(asked.get('per_page'), 30))
  const number = positive(asked.get('page'), 1)
  const last = Math.max(1, Math.ceil(items.length / size))
  const link = (at: number, rel: string): string => {
    const path = target.split('?')[0] ?? ''
    asked.set('page', String(at))
    return `<http://${headers.host ?? 'localhost'}${path}?${asked.toString()}>; rel="${rel}"`
  }
  const links = [
    ...(number < last ? [link(number + 1, 'next'), link(last, 'last')] : []),
    ...(number > 1 ? [link(1, 'first'), link(number - 1, 'prev')] : [])
  ]
  const shown = items.slice((number - 1) * size, number * size)
  return json(200, shown, links.length === 0 ? {} : { link: links.join(', ') })
}

function positive(text: string | null, fallback: number): number {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : fallback
}
