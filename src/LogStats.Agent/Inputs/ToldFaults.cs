using LogStats.Agent.Terminal;
using LogStats.Faults;

namespace LogStats.Agent.Inputs;

/// <summary>Tells faults after which the rest goes on, as they come and on any thread, and knows whether there was one.</summary>
internal sealed class ToldFaults(Screen screen)
{
    private volatile bool _any;

    public bool Any => _any;

    public void Add(LogStatsException fault)
    {
        _any = true;
        screen.Tell(fault);
    }
}
