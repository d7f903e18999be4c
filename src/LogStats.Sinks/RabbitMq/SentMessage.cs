namespace LogStats.Sinks.RabbitMq;

/// <summary>A message under way.</summary>
/// <param name="id">Its name.</param>
/// <param name="first">Where in its batch its first row stands.</param>
internal sealed class SentMessage(string id, int first)
{
    public string Id { get; } = id;

    public int First { get; } = first;

    /// <summary>No queue took it.</summary>
    public bool CameBack { get; set; }
}
