using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ActiveSeg.Grains.Tests.Cluster;

/// <summary>Keeps what the project's own code warns of, so that a test that waits in vain can say why.</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = new();

    /// <summary>The lines so far that name a project.</summary>
    public IReadOnlyList<string> Of(string project) => [.. _lines.Where(l => l.Contains(project, StringComparison.Ordinal))];

    public ILogger CreateLogger(string categoryName) =>
        new Writer(_lines, categoryName.StartsWith("ActiveSeg", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class Writer(ConcurrentQueue<string> lines, bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs && logLevel >= LogLevel.Warning;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
            }
        }
    }
}
