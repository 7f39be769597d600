namespace ActiveSeg.Lab.Learners.Networks;

/// <summary>How the U-Net is trained and asked.</summary>
/// <param name="Steps">Most optimiser steps; convergence may end it before. Default: 500.</param>
/// <param name="MirrorLeftRight">Whether training and scoring mirror left and right. Default: no.</param>
/// <param name="DropoutPasses">Passes over the pool with channels dropped, for signals that need several. Default: 3.</param>
/// <param name="Members">Networks of an ensemble. Default: 1.</param>
/// <param name="Threads">Default: 2.</param>
internal sealed record UNetOptions(int Steps = 500, bool MirrorLeftRight = false, int DropoutPasses = 3, int Members = 1, int Threads = 2);
