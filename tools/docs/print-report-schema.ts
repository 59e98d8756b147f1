import { reportSchema } from './report-schema.js'

process.stdout.write(reportSchema())
