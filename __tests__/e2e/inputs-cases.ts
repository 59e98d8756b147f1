import { A, ends, pipeline } from './cloud.js'

export const green = [pipeline(A, ends('success'))]
