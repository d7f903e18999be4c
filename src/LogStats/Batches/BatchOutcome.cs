namespace LogStats.Batches;

/// <summary>What became of a batch at its receiver.</summary>
public enum BatchOutcome : byte
{
    /// <summary>It is on the receiver's disk now.</summary>
    Stored,

    /// <summary>It was there already, all of it; nothing was written.</summary>
    Had,

    /// <summary>Lines before it are missing: begin again at the mark.</summary>
    Gap,

    /// <summary>The first of its lines are there, not the last: begin again at the mark.</summary>
    Overlap,

    /// <summary>Other lines are there under the same key. Nothing was written, and somebody has to look.</summary>
    Conflict,

    /// <summary>The source is claimed by another sender.</summary>
    Claimed,
}
