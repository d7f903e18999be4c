namespace LogStats.Tstat;

/// <summary>What is made of a flow.</summary>
public enum TstatShape : byte
{
    /// <summary>A flow with properties and units of its own.</summary>
    Flow,

    /// <summary>The document that the program which this replaces sent.</summary>
    Original,
}
