namespace LogStats.Alerts;

/// <summary>One time that service is open: from a moment to before another, in UTC ticks.</summary>
internal readonly record struct ServiceSpan(long Open, long Close)
{
    public bool Has(long moment) => moment >= Open && moment < Close;
}
