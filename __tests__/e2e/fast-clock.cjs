// A calendar that is an hour fast.
const now = Date.now
Date.now = () => now() + 3_600_000
