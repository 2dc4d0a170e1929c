#!/bin/bash
# Editions of all regions as one job of Slurm, from the project's folder on a disk that all nodes share:
#   sbatch deploy/regions-slurm.sh --address https://daerah.example.org/ --pdfs leaflets
# What follows the name goes to `handbook regions build`. Editions go to sites/all/, or where OUT says.
# Change: nodes, cores and time; 1 GiB for each core is enough.
#SBATCH --job-name=handbook-regions
#SBATCH --nodes=2
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=8
#SBATCH --mem-per-cpu=1G
#SBATCH --time=01:00:00
set -eu
bin=$PWD/.venv/bin
export DASK_CONFIG=$PWD/deploy/regions-dask.yaml

# Nodes are shared with others: a key of this project's own keeps them out (regions.md).
[ -s cluster/key.pem ] || { echo "cluster/key.pem is missing; make it as deploy/regions.md says" >&2; exit 2; }
file=$PWD/cluster/scheduler-$SLURM_JOB_ID.json
trap 'kill $(jobs -p) 2>/dev/null || true; rm -f "$file"' EXIT

srun --overlap --nodes=1 --ntasks=1 --nodelist="$SLURMD_NODENAME" \
  "$bin/dask" scheduler --host "$SLURMD_NODENAME" --port 0 --scheduler-file "$file" --no-dashboard &
for _ in $(seq 60); do
  address=$("$bin/python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$file" 2>/dev/null) && break
  sleep 1
done
[ -n "$address" ] || { echo "the scheduler did not start within a minute" >&2; exit 2; }

# On each node one worker, with a process for each of its cores.
srun --overlap --ntasks-per-node=1 --cpus-per-task="$SLURM_CPUS_PER_TASK" \
  sh -c 'exec "$0" worker "$1" --host "$SLURMD_NODENAME" --nthreads "$SLURM_CPUS_PER_TASK" --memory-limit 0 --no-dashboard' \
  "$bin/dask" "$address" &

"$bin/handbook" regions build regions --out "${OUT:-sites/all}" --scheduler "$address" --quiet "$@"
