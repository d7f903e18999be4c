namespace LogStats.PgBouncer;

/// <summary>The language of a text that a person gets.</summary>
public enum ReportLanguage : byte
{
    En,

    Fr,
}
