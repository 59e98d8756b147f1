/** A CodeArts to test against: it behaves as the public descriptions of the cloud say, strictly. */
export * from './credentials.js'
export { Identity, type IdentityOptions } from './identity.js'
export * from './misbehaviour.js'
export type { Moment, PipelineSpec, RunSpec, StageSpec, State } from './model.js'
export { seededRandom } from './random.js'
export { serve, type Served } from './server.js'
export { Simulator, type SimulatorOptions } from './simulator.js'
export type { SimRequest } from './transport.js'
