using LogStats.Detect;
using LogStats.Kinds;
using LogStats.Lines;

namespace LogStats.Agent.Inputs;

/// <summary>Adds up the inputs of one command: one measure for each family of logs.</summary>
internal sealed class LogMeasure(MeasureRequest request, TimeProvider clock)
{
    private readonly Dictionary<LogKind, ILogMeasure> _measures = [];

    public Task<bool> AddAsync(LineInput input, InputAccount account, CancellationToken stop)
    {
        LogKind kind = FormatResolver.KindOf(input, request.Format?.Name, request.FormatText).Kind;
        if (!_measures.TryGetValue(kind, out ILogMeasure? measure))
        {
            _measures[kind] = measure = kind.NewMeasure(request, clock);
        }

        account.Kind = kind.Name;
        try
        {
            measure.Add(input, stop);
        }
        finally
        {
            account.Counts = measure.InputCounts;
            account.Span = measure.InputSpan;
            account.IsEmpty = account.Counts.Bytes == 0;
        }

        return Task.FromResult(true);
    }

    /// <summary>What the measures have to say of how inputs were read.</summary>
    public IEnumerable<string> Remarks => _measures.Values.Select(measure => measure.Remark).Where(remark => remark.Length > 0);

    public IReadOnlyList<LogReport> Finish() => [.. _measures.Values.Select(measure => measure.Finish())];
}
