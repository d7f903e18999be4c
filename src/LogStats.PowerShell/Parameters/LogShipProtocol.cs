namespace LogStats.PowerShell.Parameters;

/// <summary>How lines go to a receiver.</summary>
public enum LogShipProtocol
{
    Batches,
    Upload,
}
