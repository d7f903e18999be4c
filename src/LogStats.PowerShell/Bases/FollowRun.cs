using System.Management.Automation;
using System.Runtime.CompilerServices;
using LogStats.Faults;
using LogStats.Follow;
using LogStats.Sinks.Sqlite;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// What every command that follows logs does around it: gathers paths, opens the checkpoint, tells what happens to the
/// files, and lets neither a fault nor a stop pass for something else.
/// </summary>
internal sealed class FollowRun(LogStatsCommand command)
{
    private readonly List<string> _paths = [];

    /// <summary>All that came, in their order, there or not yet.</summary>
    public IReadOnlyList<string> Paths => _paths;

    /// <summary>Takes paths as somebody typed them. One that can be none is said; the others follow.</summary>
    public void Add(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            try
            {
                _paths.Add(FilePaths.Full(command, path));
            }
            catch (LogStatsException fault)
            {
                command.Report(fault, path);
            }
        }
    }

    /// <summary>Follows, with the checkpoints at hand if one was named. Nothing is done where no path came.</summary>
    public void Run(string? checkpoint, Action<ICheckpointStore?> follow)
    {
        if (_paths.Count == 0)
        {
            return;
        }

        ICheckpointStore? store = Open(checkpoint);
        try
        {
            Guarded(() => follow(store));
        }
        finally
        {
            (store as IDisposable)?.Dispose();
        }
    }

    /// <summary>The checkpoints at hand if one was named; whoever asks has to dispose of them.</summary>
    public ICheckpointStore? Open(string? checkpoint) => checkpoint is null ? null : command.OrEnd(OpenStore);

    /// <summary>Follows; a fault ends the command, and a stop is one.</summary>
    public void Guarded(Action follow)
    {
        try
        {
            follow();
        }
        catch (LogStatsException fault)
        {
            command.End(fault);
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }

    public void Tell(FollowEvent happened)
    {
        string text = $"'{happened.Path}': {happened.Text}";
        if (happened.IsWarning)
        {
            command.WriteWarning(text);
        }
        else
        {
            command.WriteVerbose(text);
        }
    }

    // A method of its own: what it names is found only once the module has been imported.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ICheckpointStore OpenStore() => SqliteCheckpoints.OpenUsual(command.Clock);
}
