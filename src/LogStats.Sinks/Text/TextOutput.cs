namespace LogStats.Sinks.Text;

/// <summary>Where text goes, batch by batch: what a batch that failed has left is taken back where that is possible.</summary>
internal abstract class TextOutput(string name) : IDisposable
{
    /// <summary>What it is called in messages.</summary>
    public string Name { get; } = name;

    public abstract Stream Stream { get; }

    /// <summary>What can be said after a failed batch about the state of the target.</summary>
    public abstract string Left { get; }

    public abstract void Begin();

    public abstract void Keep();

    public abstract void Undo();

    public abstract void Complete();

    public abstract void Dispose();
}
