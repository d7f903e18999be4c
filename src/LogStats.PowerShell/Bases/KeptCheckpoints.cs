using System.Runtime.CompilerServices;
using LogStats.Follow;
using LogStats.Sinks.Sqlite;

namespace LogStats.PowerShell.Bases;

/// <summary>The checkpoints of this account.</summary>
internal static class KeptCheckpoints
{
    /// <summary>All there are, also of followers at work. To look does not make the file.</summary>
    /// <exception cref="Faults.LogStatsException">They cannot be trusted.</exception>
    public static IReadOnlyList<LogCheckpoint> All(TimeProvider clock)
    {
        if (!File.Exists(CheckpointPlace.Default))
        {
            return [];
        }

        ICheckpointStore store = Open(clock);
        try
        {
            return [.. store.List().Select(static kept => new LogCheckpoint(kept))];
        }
        finally
        {
            (store as IDisposable)?.Dispose();
        }
    }

    // A method of its own: what it names is found only once the module has been imported.
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static ICheckpointStore Open(TimeProvider clock) => SqliteCheckpoints.OpenUsual(clock);
}
