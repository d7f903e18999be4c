namespace LogStats.Sinks;

/// <summary>What all summaries of one measurement have in common.</summary>
internal readonly record struct SummaryOrigin(long? Source, string? Window, long Lines, long Question)
{
    public SummaryKey Key(string group) => new(Source, Window ?? "", group, Lines, Question);
}
