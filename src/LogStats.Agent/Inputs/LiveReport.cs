using LogStats.Report;
using LogStats.Sinks;

namespace LogStats.Agent.Inputs;

/// <summary>A report that is replaced by each round that ends, in one step each.</summary>
internal sealed class LiveReport(ReportFile file, ReportOptions options, TimeProvider clock)
{
    private readonly ReportBuilder _builder = new(clock);

    public void Add(ISummary round)
    {
        _builder.Add(round);
        file.Write(_builder.Build(options));
    }
}
