namespace LogStats.Report;

/// <summary>The colours of a report.</summary>
public enum ReportTheme
{
    /// <summary>As the reader's system has them; the page has a switch.</summary>
    Auto,

    Light,

    Dark,
}
