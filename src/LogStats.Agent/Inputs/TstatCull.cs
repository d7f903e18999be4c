using LogStats.Agent.Terminal;
using LogStats.Scan;
using LogStats.Tstat.Directories;

namespace LogStats.Agent.Inputs;

/// <summary>Removes the directories of tstat that were marked long enough ago, and tells of each.</summary>
internal sealed class TstatCull(Screen screen, string root, TimeSpan olderThan, TimeProvider clock)
{
    private int _failed;

    public bool Quiet { get; init; }

    public bool DryRun { get; init; }

    public int ExitCode => _failed > 0 ? Agent.ExitCode.Failed : Agent.ExitCode.Done;

    public void Run(CancellationToken stop)
    {
        _failed = 0;
        TstatRemoval.RemoveBelow(root, olderThan, clock, Told, fault =>
        {
            _failed++;
            screen.Tell(fault);
        }, stop);
    }

    private bool Told(TstatDirectory directory)
    {
        if (DryRun)
        {
            screen.Out.WriteLine($"would be removed: {LineText.Show(directory.FullName)}");
            screen.Out.Flush();
        }
        else if (!Quiet)
        {
            screen.Note($"{LineText.Show(directory.FullName)}: removed");
        }

        return !DryRun;
    }
}
