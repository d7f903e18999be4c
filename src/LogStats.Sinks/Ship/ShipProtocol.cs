namespace LogStats.Sinks.Ship;

/// <summary>How lines go to a receiver.</summary>
public enum ShipProtocol : byte
{
    /// <summary>Batches with keys and marks (docs/decisions/0023): every line once.</summary>
    Batches,

    /// <summary>
    /// The form of Log-RT-Sync, for receivers that know no other. Nothing in it tells a repeat: where an answer gets lost, its lines are
    /// stored twice, and bytes that are no UTF-8 are replaced.
    /// </summary>
    Upload,
}
