import { mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { defineComponent, h, nextTick, ref } from 'vue'
import ListTable from './ListTable.vue'

afterEach(() => (document.body.innerHTML = ''))

const rows = [
  { id: 'a', name: '示例甲' },
  { id: 'b', name: '示例乙' },
]

function table() {
  const at = ref(-1)
  const opened = ref<string[]>([])
  const page = mount(
    defineComponent(
      () => () =>
        h(
          ListTable<(typeof rows)[number]>,
          {
            caption: '名单',
            header: 'name',
            columns: [
              { key: 'id', label: '编号', number: true },
              { key: 'name', label: '姓名' },
            ],
            rows,
            opens: true,
            at: at.value,
            'onUpdate:at': (now: number | undefined) => (at.value = now ?? -1),
            onOpen: (row: (typeof rows)[number]) => opened.value.push(row.id),
          },
          {
            id: ({ row }: { row: (typeof rows)[number] }) => row.id,
            name: ({ row }: { row: (typeof rows)[number] }) => h('a', { href: `#${row.id}` }, row.name),
          },
        ),
    ),
    { attachTo: document.body },
  )
  return { page, at, opened }
}

it('says what it lists, and what each row and each column is about', () => {
  const { page } = table()
  expect(page.get('caption').text()).toBe('名单')
  expect(page.findAll('th[scope=col]').map((head) => head.text())).toEqual(['编号', '姓名'])
  expect(page.findAll('th[scope=row]').map((head) => head.text())).toEqual(['示例甲', '示例乙'])
})

it('takes the focus to the row that the keys went to, and follows where the focus goes', async () => {
  const { page, at } = table()
  at.value = 1
  await nextTick()
  await nextTick()
  expect(document.activeElement?.textContent).toBe('示例乙')
  page.findAll('a')[0]?.element.focus()
  await nextTick()
  expect(at.value).toBe(0)
  expect(page.findAll('tbody tr')[0]?.classes()).toContain('at')
})

it('opens the row that is clicked', async () => {
  const { page, opened } = table()
  await page.findAll('tbody td')[1]?.trigger('click')
  expect(opened.value).toEqual(['b'])
})
