namespace LogStats.Archive.Forwarding;

/// <summary>What became of a part that was to be forwarded.</summary>
/// <param name="Part">It, as it was found.</param>
/// <param name="State">Where it belongs from now on.</param>
/// <param name="Name">What it is called at its destination; reports call it so too.</param>
public readonly record struct ForwardedPart(ArchivePart Part, ArchiveState State, string Name)
{
    public bool Moves => State != Part.State;
}
